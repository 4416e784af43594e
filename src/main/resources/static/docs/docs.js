/* Shows /openapi.json. Who is signed in may try it: a browser's change has to bring its token along, as in the console. */
"use strict";

const csrfToken = () => document.cookie.split("; ").find((cookie) => cookie.startsWith("XSRF-TOKEN="))?.substring(11) ?? "";

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers["X-XSRF-TOKEN"] = csrfToken();
    return request;
  },
});
