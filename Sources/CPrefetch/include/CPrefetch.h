#ifndef C_PREFETCH_H
#define C_PREFETCH_H

/* Asks for the line of the cache that an address lies in, without waiting for it. Swift has no word for this. Any address will do. */
static inline void han_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
