// CLibXML2.h — the one door to libxml2.
#ifndef ANDU_CLIBXML2_H
#define ANDU_CLIBXML2_H

// Debian's headers pull in ICU's, whose types clash with Foundation's own copy
// of ICU. Nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
// xmlSwitchEncoding: the one way to say that the bytes are UTF-8 already.
#include <libxml/parserInternals.h>

// `xmlFree` is a global function pointer, which Swift 6 refuses as shared
// mutable state.
static inline void andu_xml_free(void *pointer) { xmlFree(pointer); }

#endif
