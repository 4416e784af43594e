/** Forgetting people: what is left of redacted rows on the database's disk. The requests themselves are carried out in SQL. */
package io.github.dropshiproutes.privacy;
