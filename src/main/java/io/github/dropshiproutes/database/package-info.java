/**
 * PostgreSQL, the only state: the pools, the embedded server used while {@code DATABASE_URL} is empty, and the lock on
 * {@code DATA_DIR}. No statement of the walk lives here; those stand in the routes and in {@code db/migration}.
 */
package io.github.dropshiproutes.database;
