// Messages, alone and in mboxes.
#include <catch2/catch.hpp>
#include <string>

#include "../child.h"
#include "indexer/readers/mail.h"
#include "records.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

const std::string kHead = "From: =?utf-8?Q?Harbor_Courier_Caf=C3=A9?= <news@courier.example>\r\nSubject: =?iso-8859-1?Q?Morning=3A_the_caf=E9?=\r\n =?iso-8859-1?Q?_opens?=\r\nDate: Thu, 14 Mar 2024 06:30:00 +0100 (CET)\r\n"
                          "Message-ID: <1.2@courier.example>\r\n";

Article mail(const std::string& head, const std::string& body) { return article_of(kHead + head + "\r\n" + body, "m.eml"); }

std::string multipart(const std::string& parts) { return "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b1\r\n\r\npreamble\r\n" + parts + "--b1--\r\n"; }

}  // namespace

TEST_CASE("a letter is an article by its sender", "[mail]") {
  const Article article = mail("List-Id: Morning <morning.courier.example>\r\nArchived-At: <https://courier.example/1>\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n",
                               "The caf=E9 =\r\nopens.\r\n\r\nTwo.\r\n");
  CHECK(article.title == "Morning: the caf\u00e9 opens");
  CHECK(article.id == "1.2@courier.example");
  CHECK(article.url == "https://courier.example/1");
  CHECK(article.published == "2024-03-14T06:30:00+01:00");
  CHECK(article.source == "Harbor Courier Caf\u00e9");
  CHECK(article.authors.empty());
  CHECK(article.body == "The caf\u00e9 opens.\n\nTwo.");
  CHECK(article.extra == R"({"list_id":"morning.courier.example"})");
}

TEST_CASE("a message to a discussion list is its sender's", "[mail]") {
  const Article article = mail("List-Id: \"Sailors\" <sailors.lists.example>\r\nList-Post: <mailto:sailors@lists.example>\r\n", "Text.\r\n");
  CHECK(article.authors == Strings{"Harbor Courier Caf\u00e9"});
  CHECK(article.source == "Sailors");
  CHECK(mail("", "Text.\r\n").authors.size() == 1);
}

TEST_CASE("the HTML part is read, else the plain one; attachments are not", "[mail]") {
  const std::string plain = "--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nUGxhaW4gdGV4dC4=\r\n", html = "--b1\r\nContent-Type: text/html\r\n\r\n<p>One.</p><p>Two.</p>\r\n";
  const auto body = [](const std::string& parts) { return article_of(kHead + multipart(parts), "m.eml").body; };
  CHECK(body(plain + html) == "One.\n\nTwo.");
  CHECK(body(plain) == "Plain text.");
  CHECK(body(plain + "--b1\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n<p>Not this</p>\r\n") == "Plain text.");
  CHECK(body(plain + "--b1\r\nContent-Type: multipart/related; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/html\r\n\r\n<p>Deep.</p>\r\n--b2--\r\n") == "Deep.");
}

TEST_CASE("raw bytes in headers and bodies without a charset are guessed", "[mail]") {
  const Article article = article_of("From: a@b.example\nSubject: Caf\xE9 opens again today\nMessage-ID: <1@x>\nDate: Thu, 14 Mar 2024 06:30:00 GMT\n\nThe caf\xC3\xA9.\n", "m.eml");
  CHECK(article.title == "Caf\u00e9 opens again today");
  CHECK(article.body == "The caf\u00e9.");
}

TEST_CASE("an mbox is cut at its From lines alone", "[mail]") {
  const std::string box = "From a@b.example Thu Mar 14 09:30:00 2024\nSubject: one\n\nFrom the start, in 2024, it was 10:30 clear.\n\nFrom here it goes on.\n>From quoted\n>>From twice\n\n"
                          "From MAILER-DAEMON Fri Mar 15 10:00:00 2024 +0100\nSubject: two\n\nText\n";
  CHECK(pieces_of(box, "x.mbox") == Strings{"Subject: one\n\nFrom the start, in 2024, it was 10:30 clear.\n\nFrom here it goes on.\nFrom quoted\n>From twice\n\n", "Subject: two\n\nText\n"});
  for (std::size_t chunk : {1, 5}) CHECK(pieces_of(box, "x.mbox", {}, chunk) == pieces_of(box, "x.mbox"));
  CHECK(records_of(box, "inbox").at(1).number == 2);
}

TEST_CASE("a message that is too large is a problem, and the next one is read", "[mail]") {
  const std::string from = "From a@b.example Thu Mar 14 09:30:00 2024\n";
  const Strings found = pieces_of(from + std::string(300000, 'x') + "\n\n" + from + "Subject: two\n\n", "x.mbox", {100000});
  REQUIRE(found.size() == 2);
  CHECK_THAT(found[0], Catch::StartsWith("! message too large"));
  CHECK(found[1] == "Subject: two\n\n");
}

TEST_CASE("mail is told from text that only looks like it", "[mail]") {
  CHECK(begins_as_mail(kHead + "\r\nText"));
  CHECK_FALSE(begins_as_mail("From: Our correspondent\nDate: 14 March 2024\nSubject: Ferries\n\nText"));
  CHECK_FALSE(begins_as_mail("Ferry: it sails\n\nMessage-ID: x\nFrom: y"));
  CHECK(is_mbox_separator("From a@b.example Thu Mar 14 09:30:00 2024\n"));
  CHECK_FALSE(is_mbox_separator("From Monday 14 March 2024 the ferry sails.\n"));
}

TEST_CASE("parts nested without end do no harm", "[mail]") {
  CHECK(survives([] {
    std::string nested = kHead + "MIME-Version: 1.0\r\n", messages = kHead;
    for (int i = 0; i < 20000; ++i) {
      nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" + std::to_string(i) + "\r\n";
      messages += "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n";
    }
    article_of(nested + "\r\ntext", "m.eml");
    article_of(messages + "\r\ntext", "m.eml");
  }));
}

}  // namespace dateline
