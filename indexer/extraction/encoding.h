// Bytes of unknown encoding -> UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// By byte order mark; else as it is when it is UTF-8; else by the declared charset when the bytes are valid in it; else by uchardet's guess; else as
// windows-1252. UTF-16 without a mark is told by its NUL bytes. NUL bytes are dropped, and what cannot be converted becomes U+FFFD.
std::string to_utf8(std::string_view bytes, std::string_view declared = {});

// The charset that a page names in its first kilobytes (<meta charset>, http-equiv, an XML declaration); empty when it names none.
std::string declared_charset(std::string_view page);

}  // namespace dateline
