#include "server/elastic/bulk.h"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {

std::string refusal(const std::string& body, const std::string& index = "news") {
  try {
    read_bulk(body, {index, false, {}});
  } catch (const ElasticError& error) {
    return error.type() + ": " + error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("the lines of a bulk are read in their order") {
  const std::string body =
      "{\"index\":{\"_id\":\"1\"}}\n{\"title\":\"a\"}\n{\"delete\":{\"_index\":\"old\",\"_id\":2}}\r\n\n{\"create\":{}}\r\n{\"title\":\"b\"}\r\n{\"update\":{\"_id\":\"3\",\"retry_on_conflict\":3}}\n{\"doc\":{}}\n";
  const std::vector<DocumentOperation> operations = read_bulk(body, {"news", false, {}});
  REQUIRE(operations.size() == 4);
  CHECK(operations[0].kind == OperationKind::index);
  CHECK(operations[0].body == "{\"title\":\"a\"}");
  CHECK(operations[1].kind == OperationKind::remove);
  CHECK(operations[1].index == "old");
  CHECK(operations[1].id == "2");
  CHECK(operations[2].kind == OperationKind::create);
  CHECK(operations[2].id.empty());
  CHECK(operations[2].body == "{\"title\":\"b\"}");
  CHECK(operations[3].kind == OperationKind::update);
}

TEST_CASE("a line that is no action refuses the whole bulk, naming the line") {
  CHECK(refusal("") == "parse_exception: request body is required");
  CHECK(refusal("{\"index\":{}}\n{}") == "illegal_argument_exception: The bulk request must be terminated by a newline [\\n]");
  CHECK(refusal("\n") == "action_request_validation_exception: Validation Failed: 1: no requests added;");
  CHECK(refusal("{\"index\":{}}\n{}\n\"x\"\n") == "illegal_argument_exception: Malformed action/metadata line [3], expected START_OBJECT but found [VALUE_STRING]");
  CHECK(refusal("{\"put\":{}}\n{}\n") == "illegal_argument_exception: Malformed action/metadata line [1], expected one of [create, delete, index, update] but found [put]");
  CHECK(refusal("{\"index\":{\"colour\":1}}\n{}\n") == "illegal_argument_exception: Action/metadata line [1] contains an unknown parameter [colour]");
  CHECK(refusal("{\"index\":{}}\n{}\n", "") == "action_request_validation_exception: Validation Failed: 1: index is missing;");
  CHECK(refusal("{\"delete\":{}}\n") == "action_request_validation_exception: Validation Failed: 1: id is missing;");
  CHECK(refusal("{\"index\":{}}\n") == "action_request_validation_exception: Validation Failed: 1: the document of line 1 is missing;");
}

TEST_CASE("what one operation cannot have is its own fault") {
  const std::vector<DocumentOperation> operations = read_bulk("{\"index\":{\"if_seq_no\":3}}\n{}\n{\"index\":{\"pipeline\":\"p\"}}\n{}\n{\"index\":{\"pipeline\":\"_none\"}}\n{}\n", {"news", false, {}});
  CHECK(operations[0].refused.has_value());
  CHECK(operations[1].refused.has_value());
  CHECK_FALSE(operations[2].refused.has_value());
}

TEST_CASE("ids that are made are twenty characters that need no escape, and differ") {
  const std::string one = new_document_id(), other = new_document_id();
  CHECK(one.size() == 20);
  CHECK(one.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
  CHECK(one != other);
}
