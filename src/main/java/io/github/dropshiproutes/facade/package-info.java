/**
 * The suppliers' own endpoints for integrations: {@code /api/alibaba/**} by the guide's paths and names. What is asked is read
 * strictly, what is answered comes without the gateway's envelope. Nothing here buys, and nothing the walk decides is read here.
 */
package io.github.dropshiproutes.facade;
