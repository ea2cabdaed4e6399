/* The dictionary image that the build puts beside this target, and where that is. */
#ifndef HAN_DICTIONARIES_H
#define HAN_DICTIONARIES_H

/* The path of the file that holds this very function (the program or a shared library), as the loader knows it; NULL where it does not say. */
const char *han_dictionaries_home(void);

#endif
