// Newsletters and mailing lists: messages of RFC 5322 and MIME, read by GMime.
#pragma once

#include <string_view>

#include "indexer/readers/record_reader.h"

namespace dateline {

// The text is that of the HTML part, else of the plain one. A newsletter's sender is the article's source, a discussion list's (RFC 2369, List-Post) its author. The id is the
// Message-ID, the address that of RFC 5064 (Archived-At).
ParsedRecord article_from_mail(std::string_view message);

// "From ann@paper.example Thu Mar 14 09:30:00 2024" (RFC 4155), which begins a message in an mbox; not a sentence that begins with "From".
bool is_mbox_separator(std::string_view line);
// Whether a text begins as a message does: with fields that mail has (two of them, and one that other texts have not).
bool begins_as_mail(std::string_view text);

}  // namespace dateline
