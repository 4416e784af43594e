/**
 * Where settings come from and whether they are fit to run with: {@code .env}, the sandbox's values, the check before a
 * production start. Nothing here reads a setting for the walk; routes and services do that themselves.
 */
package io.github.dropshiproutes.settings;
