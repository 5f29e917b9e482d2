# cmake -DSOURCE=x.cfg -DTARGET=starter.c -P starter.cmake: the bytes of SOURCE as a C array.  SPDX-License-Identifier: MIT
file(READ "${SOURCE}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],))" "\\1\n" bytes "${bytes}")
file(WRITE "${TARGET}" "// Made from config/starter.cfg by starter.cmake.\n#include \"cli/starter.h\"\n\n"
  "const unsigned char rw_starter_text[] = {\n${bytes}};\nconst size_t rw_starter_size = sizeof rw_starter_text;\n")
