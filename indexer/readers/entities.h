// Character references of HTML in text that is not HTML.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// "&nbsp;", "&eacute;", and "&#146;" as browsers read it, as characters. `but_xml`: those that XML knows too (&amp; &lt; &gt; &quot; &apos; and other numbers) stay, for an XML
// parser to read. What names no character stays as it is.
std::string decode_entities(std::string_view text, bool but_xml = false);

}  // namespace dateline
