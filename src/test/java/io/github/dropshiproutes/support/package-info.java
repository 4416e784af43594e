/** What tests share: a database of their own, and a clock they can set. */
package io.github.dropshiproutes.support;
