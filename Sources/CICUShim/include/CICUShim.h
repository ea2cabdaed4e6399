/* ICU's C API behind names and types of our own: this header includes no ICU header, since ICU renames its functions by macros that Swift cannot see,
   and its enums would clash with those of Foundation's own ICU. Status 0 is success; a negative status is a warning, a positive one an ICU error code. */
#ifndef CICU_SHIM_H
#define CICU_SHIM_H

#include <stdint.h>

/* Decodes bytes in an ICU charset into UTF-16. Returns the number of code units, or -1 with *status set. What cannot be decoded becomes U+FFFD;
   *replaced counts such places and *first_replaced is the byte offset of the first. `output` has room for `capacity` units. */
int32_t hanicu_decode(const char *charset, const char *bytes, int32_t count, uint16_t *output, int32_t capacity, int32_t *replaced,
                      int32_t *first_replaced, int32_t *status);

/* Whether ICU knows the charset. */
int32_t hanicu_knows_charset(const char *charset);

/* Normalises UTF-16: form is 0 for NFC, 1 for NFKC. Returns the length needed. */
int32_t hanicu_normalize(int32_t form, const uint16_t *text, int32_t count, uint16_t *output, int32_t capacity, int32_t *status);

/* A transliterator, such as "Hant-Hans". */
typedef struct hanicu_transliterator hanicu_transliterator;
hanicu_transliterator *hanicu_transliterator_open(const uint16_t *id, int32_t count, int32_t *status);
void hanicu_transliterator_close(hanicu_transliterator *transliterator);
/* Transliterates in place; returns the new length, or -1 with *status set where `capacity` is too small. */
int32_t hanicu_transliterate(hanicu_transliterator *transliterator, uint16_t *text, int32_t count, int32_t capacity, int32_t *status);
/* The rules as ICU writes them; returns the length needed. */
int32_t hanicu_transliterator_rules(hanicu_transliterator *transliterator, uint16_t *output, int32_t capacity, int32_t *status);

/* A breaker of words, with ICU's dictionary for Chinese. */
typedef struct hanicu_word_breaker hanicu_word_breaker;
hanicu_word_breaker *hanicu_word_breaker_open(const char *locale, int32_t *status);
void hanicu_word_breaker_close(hanicu_word_breaker *breaker);
/* The byte offsets of UTF-8 text at which words and what stands between them end. `breaks` has room for `count` offsets. Returns their number, or -1
   with *status set. */
int32_t hanicu_word_breaks(hanicu_word_breaker *breaker, const char *text, int32_t count, int32_t *breaks, int32_t *status);

/* The name of a country (ISO 3166-1 alpha-2) in a locale; returns the length, 0 where there is none. */
int32_t hanicu_country_name(const char *country, const char *locale, uint16_t *output, int32_t capacity, int32_t *status);
/* The name of a currency (ISO 4217) in a locale. */
int32_t hanicu_currency_name(const char *currency, const char *locale, uint16_t *output, int32_t capacity, int32_t *status);
/* The ISO 3166-1 alpha-2 code at an index; NULL beyond the last. */
const char *hanicu_country(int32_t index);
/* The id of a time zone of a country, such as "Europe/Lisbon", at an index among those that are named for a place; returns its length, 0 beyond the last. */
int32_t hanicu_time_zone(const char *country, int32_t index, char *zone, int32_t capacity);
/* The place that a time zone is named for, in a locale; from the zone's id where CLDR has no name. */
int32_t hanicu_exemplar_city(const char *zone, const char *locale, uint16_t *output, int32_t capacity, int32_t *status);

/* ICU's own version, such as "72.1". */
const char *hanicu_version(void);

#endif
