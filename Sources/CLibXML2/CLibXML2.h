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

// One way to read a page, for Andu and for the bare parse it is measured beside: whatever it
// holds, UTF-8 whatever it declares, nothing printed, nothing fetched. HTML has no option of its
// own for long texts, but its code asks for that of XML.
static inline htmlParserCtxtPtr andu_html_parser(const char *markup, int length) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(markup, length);
  if (parser == NULL) return NULL;
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
  parser->options |= XML_PARSE_HUGE;
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  return parser;
}

#endif
