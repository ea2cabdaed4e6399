#define _GNU_SOURCE
#include "HanDictionaries.h"
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

const char *han_dictionaries_home(void) {
  Dl_info info;
  if (!dladdr((void *)&han_dictionaries_home, &info) || info.dli_fname == NULL) return NULL;
#ifdef __linux__
  /* Of the program itself glibc knows only what it was called by, which need not be a path. */
  if (strchr(info.dli_fname, '/') == NULL) return "/proc/self/exe";
#endif
  return info.dli_fname;
}
