/* Deliberately empty: ICU's headers are included by CICUShim/shim.c alone. */
