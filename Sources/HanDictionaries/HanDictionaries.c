#define _GNU_SOURCE
#include "HanDictionaries.h"
#include <dlfcn.h>
#include <stddef.h>

const char *han_dictionaries_home(void) {
  Dl_info info;
  return dladdr((void *)&han_dictionaries_home, &info) ? info.dli_fname : NULL;
}
