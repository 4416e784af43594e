/**
 * The rules of the house as small named checks over routes, settings, sources and the repository. Every rule carries a
 * sample it must object to: a check that cannot fail is no check. New rules are constants of the enums here.
 */
package io.github.dropshiproutes.house;
