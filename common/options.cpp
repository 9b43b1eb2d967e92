#include "common/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>

#include "common/error.h"
#include "common/text/edit_distance.h"

namespace dateline {
namespace po = boost::program_options;
namespace {

const std::vector<std::string> kGenerated = {"man", "bash", "zsh", "fish"};

[[noreturn]] void usage(const std::string& message) { throw Error(ErrorKind::usage, message); }

bool is_command(const ProgramSpec& program, std::string_view word) {
  return std::any_of(program.commands.begin(), program.commands.end(), [&](const CommandSpec& command) { return command.name == word; });
}

const OptionSpec* find_option(const ProgramSpec& program, std::string_view name) {
  for (const OptionSpec& option : program.options)
    if (option.name == name || (!option.also.empty() && option.also == name)) return &option;
  return nullptr;
}

std::string hint(const ProgramSpec& program, std::string_view word) {
  const std::string name(word.substr(std::min(word.find_first_not_of('-'), word.size()), word.find('=') - std::min(word.find_first_not_of('-'), word.size())));
  const OptionSpec* best = nullptr;
  std::size_t least = 3;
  for (const OptionSpec& option : program.options)
    if (const std::size_t d = edit_distance(name, option.name); d < least && d * 2 < name.size()) {
      least = d;
      best = &option;
    }
  return best ? "; did you mean --" + best->name + "?" : "; " + program.name + " --help lists the options";
}

po::options_description describe(const ProgramSpec& program) {
  po::options_description all;
  const auto add = [&](const std::string& name, bool takes_argument) {
    if (takes_argument)
      all.add_options()(name.c_str(), po::value<std::vector<std::string>>());
    else
      all.add_options()(name.c_str(), "");
  };
  for (const OptionSpec& option : program.options) {
    add(option.letter ? option.name + "," + option.letter : option.name, !option.argument.empty());
    if (!option.also.empty()) add(option.also, !option.argument.empty());
  }
  add("help,h", false);
  add("version,V", false);
  add("generate", true);
  add("operand", true);
  return all;
}

// "-word" is a query's NOT when no option is meant: it is put behind "--" by way of a marker that no user types.
constexpr char kDashMark = '\x01';

// -n, -n5, -fjson; not -nowhere, -farmer or -title:x.
bool means_option(const ProgramSpec& program, const std::string& word) {
  if (word.size() < 2 || word[0] != '-') return false;
  if (word[1] == '-' || word == "-h" || word == "-V") return true;
  const std::string value = word.substr(2);
  return std::any_of(program.options.begin(), program.options.end(), [&](const OptionSpec& option) {
    if (option.letter != word[1]) return false;
    if (value.empty()) return true;
    if (option.argument.empty()) return false;
    if (option.choices.empty()) return value[0] >= '0' && value[0] <= '9';
    return std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end();
  });
}

}  // namespace

ParsedOptions parse_options(const ProgramSpec& program, const std::vector<std::string>& given, bool dash_words) {
  ParsedOptions parsed;
  std::vector<std::string> words = given;
  bool operand_seen = false;
  for (std::string& word : words) {
    if (word == "--") break;
    if (word.empty() || word[0] != '-') operand_seen = true;
    if (dash_words && operand_seen && word.size() > 1 && word[0] == '-' && !means_option(program, word)) word[0] = kDashMark;
  }

  const po::options_description all = describe(program);
  po::positional_options_description operands;
  operands.add("operand", -1);
  using Style = po::command_line_style::style_t;
  const int style = Style::allow_long | Style::allow_short | Style::allow_dash_for_short | Style::long_allow_adjacent | Style::long_allow_next |
                    Style::short_allow_adjacent | Style::short_allow_next | Style::allow_sticky;  // no allow_guessing
  std::vector<po::option> options;
  try {
    options = po::command_line_parser(words).options(all).positional(operands).style(style).run().options;
  } catch (const po::unknown_option& error) {
    usage("unknown option " + error.get_option_name() + hint(program, error.get_option_name()));
  } catch (const po::invalid_command_line_syntax& error) {
    const std::string name = error.get_option_name();
    usage(error.kind() == po::invalid_command_line_syntax::missing_parameter || error.kind() == po::invalid_command_line_syntax::empty_adjacent_parameter
              ? name + " needs an argument"
              : error.kind() == po::invalid_command_line_syntax::extra_parameter ? name + " takes no argument" : error.what());
  } catch (const po::error& error) {
    usage(error.what());
  }

  for (const po::option& option : options) {
    if (option.string_key == "help") parsed.help = true;
    else if (option.string_key == "version") parsed.version = true;
    else if (option.string_key == "generate") parsed.generate = option.value.back();
    else if (option.string_key == "operand")
      for (std::string word : option.value) {
        if (!word.empty() && word[0] == kDashMark) word[0] = '-';
        parsed.operands.push_back(std::move(word));
      }
    else {
      std::vector<std::string>& values = parsed.values[find_option(program, option.string_key)->name];
      for (std::string value : option.value) {
        if (!value.empty() && value[0] == kDashMark) value[0] = '-';
        values.push_back(std::move(value));
      }
    }
  }
  if (!parsed.generate.empty() && std::find(kGenerated.begin(), kGenerated.end(), parsed.generate) == kGenerated.end())
    usage("--generate makes man, bash, zsh or fish, not " + parsed.generate);

  parsed.command = program.default_command;
  // The first word names the command, unless it stands behind "--".
  const auto separator = std::find(given.begin(), given.end(), "--");
  if (!parsed.operands.empty() && is_command(program, parsed.operands.front()) &&
      std::find(given.begin(), separator, parsed.operands.front()) != separator) {
    parsed.command = parsed.operands.front();
    parsed.operands.erase(parsed.operands.begin());
  }
  if (parsed.help || parsed.version || !parsed.generate.empty()) return parsed;
  for (const auto& [name, values] : parsed.values) {
    const OptionSpec& option = *find_option(program, name);
    if (!option.commands.empty() && std::find(option.commands.begin(), option.commands.end(), parsed.command) == option.commands.end())
      usage("--" + name + " does not go with " + parsed.command + "; " + program.name + " " + parsed.command + " --help lists what does");
    for (const std::string& value : values)
      if (!option.choices.empty() && std::find(option.choices.begin(), option.choices.end(), value) == option.choices.end()) {
        std::string choices;
        for (const std::string& choice : option.choices) choices += (choices.empty() ? "" : ", ") + choice;
        usage("--" + name + " takes " + choices + "; not " + value);
      }
  }
  return parsed;
}

bool ParsedOptions::has(std::string_view name) const { return values.find(name) != values.end(); }

std::string ParsedOptions::get(std::string_view name, std::string_view fallback) const {
  const auto found = values.find(name);
  return found == values.end() || found->second.empty() ? std::string(fallback) : found->second.back();
}

std::vector<std::string> ParsedOptions::all(std::string_view name) const {
  const auto found = values.find(name);
  return found == values.end() ? std::vector<std::string>() : found->second;
}

long long ParsedOptions::number(std::string_view name, long long fallback, long long low, long long high) const {
  const auto found = values.find(name);
  if (found == values.end() || found->second.empty()) return fallback;
  const std::string& text = found->second.back();
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < low || value > high)
    usage("--" + std::string(name) + " takes a whole number from " + std::to_string(low) + " to " + std::to_string(high) + ", not " + text);
  return value;
}

std::uint64_t ParsedOptions::size(std::string_view name, std::uint64_t fallback, std::uint64_t low) const {
  const auto found = values.find(name);
  if (found == values.end() || found->second.empty()) return fallback;
  const std::string& text = found->second.back();
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr std::string_view kUnits = "KMG";
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const std::size_t which = unit.size() == 1 ? kUnits.find(unit[0] >= 'a' ? static_cast<char>(unit[0] - 'a' + 'A') : unit[0]) : std::string_view::npos;
  const unsigned shift = unit.empty() ? 0 : 10 * (static_cast<unsigned>(which) + 1);
  if (error != std::errc() || (!unit.empty() && which == std::string_view::npos) || value > (std::uint64_t{1} << 50) >> shift || value << shift < low)
    usage("--" + std::string(name) + " takes a size such as 400M, of at least " + std::to_string(low >> 20) + "M, not " + text);
  return value << shift;
}

}  // namespace dateline
