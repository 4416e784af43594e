/**
 * Countries and their provinces by code and by name, ISO 3166 both ways: the one place where what people write becomes
 * what suppliers read.
 */
package io.github.dropshiproutes.countries;
