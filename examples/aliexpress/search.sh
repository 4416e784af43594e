#!/usr/bin/env bash
# Searches for products. Usage: API_KEY=… examples/aliexpress/search.sh [keywords] [min_price] [max_price] [min_orders] [limit]
set -euo pipefail
curl --fail-with-body -sS -X POST "${BASE_URL:-http://localhost:8080}/api/aliexpress/products/search" \
  -H "Authorization: Bearer ${API_KEY:?the key that the start-up lines print}" \
  -H "Content-Type: application/json" \
  -d "{\"keywords\": \"${1:-wireless earbuds}\", \"min_price\": ${2:-5}, \"max_price\": ${3:-30},
       \"min_orders\": ${4:-100}, \"limit\": ${5:-20}}"
