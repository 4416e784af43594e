/** What can be known of the container set-up without an engine to run it. */
package io.github.dropshiproutes.deployment;
