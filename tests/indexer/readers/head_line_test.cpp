#include "indexer/extraction/head_line.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/text/fold.h"

namespace dateline {
namespace {

// "authors; source; published; modified" of a line, each only when it has one; "none" for a line that is no head line.
std::string read(const std::string& line) {
  const auto head = read_head_line(line);
  if (!head) return "none";
  std::string out;
  for (const std::string& author : head->authors) out += (out.empty() ? "" : ", ") + author;
  if (!head->source.empty()) out += " @" + head->source;
  if (head->published) out += " =" + to_rfc3339(*head->published);
  if (head->modified) out += " ~" + to_rfc3339(*head->modified);
  return !out.empty() && out.front() == ' ' ? out.substr(1) : out;
}

std::string path_date(const std::string& path) {
  const auto date = date_in_path(path);
  return date ? to_rfc3339(*date) : "none";
}

std::string dateline_of(const std::string& text) {
  const HeadLine head = read_dateline(text);
  return head.source + (head.published ? " =" + to_rfc3339(*head.published) : "");
}

}  // namespace

TEST_CASE("a byline names its authors", "[head_line]") {
  CHECK(read("By Ann Lee") == "Ann Lee");
  CHECK(read("BY ANN LEE") == "ANN LEE");
  CHECK(read("by Ann Lee and Tom Day") == "Ann Lee, Tom Day");
  CHECK(read("By Ann Lee, Tom Day and Eva Ruiz Soto") == "Ann Lee, Tom Day, Eva Ruiz Soto");
  CHECK(read("By Ann Lee & Tom Day") == "Ann Lee, Tom Day");
  CHECK(read("Written by Ann Lee") == "Ann Lee");
  CHECK(read("Story by: Ann Lee") == "Ann Lee");
  CHECK(read("By: Ann Lee") == "Ann Lee");
  CHECK(read("By Johann Förster in Berlin") == "Johann Förster");
  CHECK(read("By Pieter van Berg") == "Pieter van Berg");
  CHECK(read("By Reporterin") == "Reporterin");
}

TEST_CASE("a byline may name the paper too", "[head_line]") {
  CHECK(read("By Ann Lee and Tom Day, Lakeside Ledger") == "Ann Lee, Tom Day @Lakeside Ledger");
  CHECK(read("By Meridian Wire") == "@Meridian Wire");
}

TEST_CASE("bylines are read in the usual languages", "[head_line]") {
  CHECK(read("Von Jürgen Ölbaum und Änne Maß") == "Jürgen Ölbaum, Änne Maß");
  CHECK(read("Par Élodie Petit et Marc Blanc") == "Élodie Petit, Marc Blanc");
  CHECK(read("Por Íñigo Ruiz y Ana Soto") == "Íñigo Ruiz, Ana Soto");
  CHECK(read("Door Jan de Wit en Els Bos") == "Jan de Wit, Els Bos");
  CHECK(read("Di Paolo Verdi e Anna Neri") == "Paolo Verdi, Anna Neri");
  CHECK(read("Автор: Анна Белова") == "Анна Белова");
}

TEST_CASE("a date line says when", "[head_line]") {
  CHECK(read("March 14, 2024") == "=2024-03-14");
  CHECK(read("Published: 14 March 2024") == "=2024-03-14");
  CHECK(read("Published on March 14, 2024") == "=2024-03-14");
  CHECK(read("Posted Thu Mar 14 2024") == "=2024-03-14");
  CHECK(read("First published 2024-03-14T09:30:00Z") == "=2024-03-14T09:30:00Z");
  CHECK(read("Published 5:12 PM EDT, Thu March 14, 2024") == "=2024-03-14T17:12:00-04:00");
  CHECK(read("Updated: March 15, 2024") == "~2024-03-15");
  CHECK(read("Last modified 15 March 2024") == "~2024-03-15");
  CHECK(read("Veröffentlicht am 14. März 2024") == "=2024-03-14");
  CHECK(read("Publié le 14 mars 2024") == "=2024-03-14");
  CHECK(read("Mis à jour le 15 mars 2024") == "~2024-03-15");
  CHECK(read("Опубликовано: 14 марта 2024") == "=2024-03-14");
}

TEST_CASE("a paper or a place may stand before the date", "[head_line]") {
  CHECK(read("Harbor Courier, Monday, February 12, 1990") == "@Harbor Courier =1990-02-12");
  CHECK(read("Tripoli, 17 February 2021") == "=2021-02-17");
}

TEST_CASE("pieces of a line are read each for itself", "[head_line]") {
  CHECK(read("By Ann Lee | March 14, 2024") == "Ann Lee =2024-03-14");
  CHECK(read("Ann Lee | Mar 14, 2024") == "Ann Lee =2024-03-14");
  CHECK(read("Ann Lee · 14 March 2024 · Lakeside Ledger") == "Ann Lee @Lakeside Ledger =2024-03-14");
  CHECK(read("Lakeside Ledger — March 14, 2024") == "@Lakeside Ledger =2024-03-14");
  CHECK(read("by | Mar 14, 2024") == "=2024-03-14");
  CHECK(read("Published March 14, 2024 | Updated March 15, 2024") == "=2024-03-14 ~2024-03-15");
}

TEST_CASE("what is no head line is none", "[head_line]") {
  for (const char* line : {"", "   ", "The ferry sails again", "By the sea, a town waits for its ferry and the summer guests it used to bring.",
                           "Byron returns to the stage", "Ferry sails again | Council votes", "Ann Lee", "Updated timetable for the ferry",
                           "Published figures show a rise in exports", "By-election in the north", "Home | World | Sport"}) {
    CAPTURE(line);
    CHECK(read(line) == "none");
  }
  CHECK(read("By " + std::string(300, 'A')) == "none");
}

TEST_CASE("a dateline says where the text comes from", "[head_line]") {
  CHECK(dateline_of("LONDON, Sept 8 2022 (Meridian Wire) - The ferry sails.") == "Meridian Wire =2022-09-08");
  CHECK(dateline_of("LONDON (Meridian Wire) — The ferry sails.") == "Meridian Wire");
  CHECK(dateline_of("NEW YORK, March 14, 2024 (Coast News) -- The ferry sails.") == "Coast News =2024-03-14");
  CHECK(dateline_of("London (Meridian Wire) - The ferry sails.").empty());
  CHECK(dateline_of("LONDON (Meridian Wire) The ferry sails.").empty());
  CHECK(dateline_of("The ferry (built in 1990) - an old ship - sails.").empty());
  CHECK(dateline_of("").empty());
}

TEST_CASE("a date is found in an address or a path", "[head_line]") {
  CHECK(path_date("https://paper.example/2024/03/14/ferry.html") == "2024-03-14");
  CHECK(path_date("https://paper.example/2024/3/4/ferry") == "2024-03-04");
  CHECK(path_date("/news/2024-03-14-ferry.txt") == "2024-03-14");
  CHECK(path_date("/news/20240314_ferry.txt") == "2024-03-14");
  CHECK(path_date("/news/2024_03_14.txt") == "2024-03-14");
  CHECK(path_date("20240314") == "2024-03-14");
}

TEST_CASE("what only looks like a date in a path is none", "[head_line]") {
  for (const char* path : {"", "/2024/03/", "/2024/13/14/x", "/2024/02/30/x", "/news/202403141530", "/news/120240314", "/news/99990101", "/2024/03-14/x", "/item/20249999"}) {
    CAPTURE(path);
    CHECK(path_date(path) == "none");
  }
}

TEST_CASE("names of papers and agencies are told by their words", "[head_line]") {
  for (const char* name : {"Harbor Courier", "The Lakeside Ledger", "Meridian Wire", "Nordsee Zeitung"}) CHECK(is_source_name(name));
  for (const char* name : {"Ann Lee", "harbor courier", "", "News at 5", "A very long name of a paper of news"}) CHECK_FALSE(is_source_name(name));
}

TEST_CASE("a name may have two small particles", "[head_line][bug]") {
  const auto head = read_head_line("By Pieter van der Berg");
  REQUIRE(head);
  CHECK(head->authors == std::vector<std::string>{"Pieter van der Berg"});
}

TEST_CASE("two authors and a date on one line are all read", "[head_line][bug]") {
  const auto head = read_head_line("By Ann Lee and Tom Day | March 14, 2024");
  REQUIRE(head);
  CHECK(head->authors == std::vector<std::string>{"Ann Lee", "Tom Day"});
  REQUIRE(head->published);
  CHECK(to_rfc3339(*head->published) == "2024-03-14");
}

TEST_CASE("a byline may end with its date, or follow it", "[head_line]") {
  for (const char* line : {"By Ann Lee Mar 14, 2024, 10:12am EST", "by Ann Lee - 03/14/2024 11:35 AM ET", "By Ann Lee on March 14, 2024", "By Ann Lee  Published: March 14, 2024",
                           "Mar 14, 2024 by Ann Lee", "By ANN LEE, 14 March 2024"}) {
    CAPTURE(line);
    const auto head = read_head_line(line);
    REQUIRE(head);
    REQUIRE(head->authors.size() == 1);
    CHECK(fold(head->authors[0]) == "ann lee");
    REQUIRE(head->published);
    CHECK(head->published->date == CivilDate{2024, 3, 14});
  }
  const auto updated = read_head_line("By Ann Lee Updated 15 March 2024");
  REQUIRE(updated);
  CHECK(updated->modified);
  CHECK_FALSE(updated->published);
}

}  // namespace dateline
