#!/usr/bin/env bash
# Lists the categories, as a list or, with true, as a tree. Usage: API_KEY=… examples/aliexpress/categories.sh [true|false]
set -euo pipefail
curl --fail-with-body -sS "${BASE_URL:-http://localhost:8080}/api/aliexpress/categories?tree=${1:-false}" \
  -H "Authorization: Bearer ${API_KEY:?the key that the start-up lines print}"
