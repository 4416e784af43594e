/**
 * The commands beside running the service: {@code check-routes} and {@code check-setup}. They open no port, lock no
 * directory and change nothing, so that they can be run beside a live process.
 */
package io.github.dropshiproutes.commands;
