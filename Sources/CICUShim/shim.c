#include "CICUShim.h"

#include <stddef.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>
#include <unicode/uvernum.h>

typedef struct {
  int32_t replaced;
  int32_t first;
  const char *start;
} decode_count;

/* Substitutes U+FFFD as ICU's own callback does, and counts. */
static void count_and_substitute(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                                 UConverterCallbackReason reason, UErrorCode *status) {
  if (reason > UCNV_IRREGULAR) return;
  decode_count *count = (decode_count *)context;
  if (count->replaced++ == 0) count->first = (int32_t)(args->source - count->start) - length;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteSub(args, 0, status);
  (void)units;
}

int32_t hanicu_decode(const char *charset, const char *bytes, int32_t count, uint16_t *output, int32_t capacity, int32_t *replaced,
                      int32_t *first_replaced, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &code);
  if (U_FAILURE(code)) {
    *status = code;
    return -1;
  }
  decode_count found = {0, 0, bytes};
  ucnv_setToUCallBack(converter, count_and_substitute, &found, NULL, NULL, &code);
  UChar *target = (UChar *)output;
  const char *source = bytes;
  ucnv_toUnicode(converter, &target, (UChar *)output + capacity, &source, bytes + count, NULL, 1, &code);
  ucnv_close(converter);
  *replaced = found.replaced;
  *first_replaced = found.first < 0 ? 0 : found.first;
  *status = code;
  return U_FAILURE(code) ? -1 : (int32_t)(target - (UChar *)output);
}

int32_t hanicu_knows_charset(const char *charset) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &code);
  ucnv_close(converter);
  return U_SUCCESS(code);
}

int32_t hanicu_normalize(int32_t form, const uint16_t *text, int32_t count, uint16_t *output, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = form == 0 ? unorm2_getNFCInstance(&code) : unorm2_getNFKCInstance(&code);
  int32_t length = unorm2_normalize(normalizer, (const UChar *)text, count, (UChar *)output, capacity, &code);
  *status = code;
  return length;
}

hanicu_transliterator *hanicu_transliterator_open(const uint16_t *id, int32_t count, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UTransliterator *opened = utrans_openU((const UChar *)id, count, UTRANS_FORWARD, NULL, 0, NULL, &code);
  *status = code;
  return U_FAILURE(code) ? NULL : (hanicu_transliterator *)opened;
}

void hanicu_transliterator_close(hanicu_transliterator *transliterator) { utrans_close((UTransliterator *)transliterator); }

int32_t hanicu_transliterate(hanicu_transliterator *transliterator, uint16_t *text, int32_t count, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t length = count;
  int32_t limit = count;
  utrans_transUChars((const UTransliterator *)transliterator, (UChar *)text, &length, capacity, 0, &limit, &code);
  *status = code;
  return U_FAILURE(code) ? -1 : length;
}

int32_t hanicu_transliterator_rules(hanicu_transliterator *transliterator, uint16_t *output, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t length = utrans_toRules((const UTransliterator *)transliterator, 0, (UChar *)output, capacity, &code);
  *status = code;
  return length;
}

hanicu_word_breaker *hanicu_word_breaker_open(const char *locale, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *opened = ubrk_open(UBRK_WORD, locale, NULL, 0, &code);
  *status = code;
  return U_FAILURE(code) ? NULL : (hanicu_word_breaker *)opened;
}

void hanicu_word_breaker_close(hanicu_word_breaker *breaker) { ubrk_close((UBreakIterator *)breaker); }

int32_t hanicu_word_breaks(hanicu_word_breaker *breaker, const char *text, int32_t count, int32_t *breaks, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  int32_t found = 0;
  utext_openUTF8(&source, text, count, &code);
  ubrk_setUText((UBreakIterator *)breaker, &source, &code);
  if (U_SUCCESS(code)) {
    ubrk_first((UBreakIterator *)breaker);
    for (int32_t at = ubrk_next((UBreakIterator *)breaker); at != UBRK_DONE && found < count; at = ubrk_next((UBreakIterator *)breaker)) {
      breaks[found++] = at;
    }
  }
  utext_close(&source);
  *status = code;
  return U_FAILURE(code) ? -1 : found;
}

int32_t hanicu_country_name(const char *country, const char *locale, uint16_t *output, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  char region[16] = "und_";
  for (int i = 0; i < 3 && country[i]; i++) {
    region[4 + i] = country[i];
    region[5 + i] = 0;
  }
  int32_t length = uloc_getDisplayCountry(region, locale, (UChar *)output, capacity, &code);
  *status = code;
  return code == U_USING_DEFAULT_WARNING || U_FAILURE(code) ? 0 : length;
}

int32_t hanicu_currency_name(const char *currency, const char *locale, uint16_t *output, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  *status = 0;
  if (strlen(currency) != 3) return 0;
  UChar name[4];
  UBool is_choice = 0;
  int32_t length = 0;
  u_charsToUChars(currency, name, 3);
  name[3] = 0;
  const UChar *found = ucurr_getName(name, locale, UCURR_LONG_NAME, &is_choice, &length, &code);
  *status = code;
  if (code == U_USING_DEFAULT_WARNING || U_FAILURE(code) || length > capacity) return 0;
  u_memcpy((UChar *)output, found, length);
  return length;
}

const char *hanicu_country(int32_t index) {
  const char *const *all = uloc_getISOCountries();
  for (int32_t i = 0; i < index; i++) {
    if (all[i] == NULL) return NULL;
  }
  return all[index];
}

int32_t hanicu_time_zone(const char *country, int32_t index, char *zone, int32_t capacity) {
  UErrorCode code = U_ZERO_ERROR;
  UEnumeration *zones = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, country, NULL, &code);
  const char *found = NULL;
  int32_t length = 0;
  for (int32_t i = 0; i <= index && U_SUCCESS(code); i++) {
    found = uenum_next(zones, &length, &code);
    if (found == NULL) break;
  }
  if (found == NULL || U_FAILURE(code) || length >= capacity) length = 0;
  if (length > 0) memcpy(zone, found, (size_t)length);
  zone[length] = 0;
  uenum_close(zones);
  return length;
}

int32_t hanicu_exemplar_city(const char *zone, const char *locale, uint16_t *output, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UChar id[128];
  int32_t count = (int32_t)strlen(zone);
  *status = 0;
  if (count >= 128) return 0;
  u_charsToUChars(zone, id, count);
  const UChar pattern[] = {'V', 'V', 'V'};
  UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, id, count, pattern, 3, &code);
  int32_t length = udat_format(format, 0, (UChar *)output, capacity, NULL, &code);
  udat_close(format);
  *status = code;
  return U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR ? 0 : length;
}

const char *hanicu_version(void) { return U_ICU_VERSION; }
