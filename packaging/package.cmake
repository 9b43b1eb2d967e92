# What `cpack` makes in the build folder: dateline (programs, service) and libdateline-dev (library), as .deb files. What Debian wants otherwise than
# `cmake --install` does it is done by debian/finish.cmake. See docs/packaging.md.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dateline)
set(CPACK_PACKAGE_CONTACT "Dateline maintainers <maintainers@users.noreply.r-seed-49ad91e0.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)  # the paths in the systemd unit are those of the package, not of the folder it is put together in
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/packaging/debian/finish.cmake)

set(CPACK_COMPONENTS_ALL programs development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(debian ${PROJECT_SOURCE_DIR}/packaging/debian)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME dateline)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SUGGESTS "xapian-tools")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_CONTROL_EXTRA ${debian}/conffiles ${debian}/postinst ${debian}/prerm ${debian}/postrm)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION "dateline-index works out title, authors, date, language and text of articles
as they come: raw scrapes, saved pages, feeds, NITF, NewsML, mail, WARC, JSON,
CSV. dateline-query asks for who and when in plain words, on the terminal or in
a script. dateline-server answers over HTTP to programs, browsers and
assistants, and takes articles in.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdateline-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(CONCAT CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libxapian-dev (>= 1.4.22), libzstd-dev, zlib1g-dev, libdeflate-dev, libsimdjson-dev, libxxhash-dev, libgumbo-dev, libuchardet-dev, libmd4c-dev, "
       "libmd4c-html0-dev, libyaml-cpp-dev, libpugixml-dev, libgmime-3.0-dev, libboost-program-options-dev, nlohmann-json3-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "The library behind the programs of Dateline, to link with: headers, static
libraries, and what CMake and pkg-config find them by.")

# For finish.cmake.
file(STRINGS ${PROJECT_SOURCE_DIR}/common/version.h date REGEX kVersionDate)
string(REGEX MATCH "[0-9]+-[0-9]+-[0-9]+" CPACK_DATELINE_DATE "${date}")
set(CPACK_DATELINE_SOURCE ${PROJECT_SOURCE_DIR})
set(CPACK_DATELINE_STRIP ${CMAKE_STRIP})
include(CPack)
