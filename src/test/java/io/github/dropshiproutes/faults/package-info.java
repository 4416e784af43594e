/** What no crash, silence, pause or race may do: buy twice, lose an order, or leave one stuck. */
package io.github.dropshiproutes.faults;
