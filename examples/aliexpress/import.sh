#!/usr/bin/env bash
# Puts well-rated products that sell into the shop as drafts, with 40 % on top of what they cost, and waits until all are there.
# Needs jq. Usage: API_KEY=… examples/aliexpress/import.sh [keywords] [limit] [markup_percentage]
set -euo pipefail
url="${BASE_URL:-http://localhost:8080}/api/imports"
auth="Authorization: Bearer ${API_KEY:?the key that the start-up lines print}"
job=$(curl --fail-with-body -sS -X POST "$url" -H "$auth" -H "Content-Type: application/json" -d @- <<JSON | jq -r .id
{"supplier": "aliexpress",
 "search": {"keywords": "${1:-eco-friendly water bottle}", "min_price": 5, "max_price": 20, "min_orders": 1000, "limit": ${2:-10}},
 "min_rating": 95, "min_volume": 1000, "markup_percentage": ${3:-40}, "publish": false}
JSON
)
while answer=$(curl --fail-with-body -sS "$url/$job" -H "$auth"); do
  case $(jq -r .state <<<"$answer") in
    searching | running) sleep 1 ;;
    *) jq . <<<"$answer"; break ;;
  esac
done
