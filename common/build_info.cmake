# Writes the constants of build_info.cpp: cmake -DSOURCE=DIR -DOUTPUT=build_info.inc -DCOMPILER=... -DBUILD=... -DBUILT_WITH=... -P build_info.cmake
# Run by each build, as the commit may be another one; the file is written only when something has changed.
set(commit unknown)
if(EXISTS ${SOURCE}/.git)
  execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude=* OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
  if(status STREQUAL 0)
    set(commit ${described})
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
constexpr char kCommit[] = "@commit@";
constexpr char kCompiler[] = "@COMPILER@";
constexpr char kBuild[] = "@BUILD@";
constexpr char kBuiltWith[] = "@BUILT_WITH@";
]])
