/**
 * How the process shows itself to the outside: problems as {@code application/problem+json}, readiness, and the lines
 * printed at the start. What a path does stands in the routes; who may call it stands in {@code security}.
 */
package io.github.dropshiproutes.web;
