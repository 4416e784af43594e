/**
 * How requests leave this process: one HTTP client for all suppliers, which never repeats, never follows and never
 * waits longer than it was told.
 */
package io.github.dropshiproutes.http;
