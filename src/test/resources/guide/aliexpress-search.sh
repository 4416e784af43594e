curl -X POST http://localhost:8000/api/aliexpress/products/search \
  -H "Content-Type: application/json" \
  -d '{
    "keywords": "wireless earbuds",
    "min_price": 5,
    "max_price": 30,
    "min_orders": 100,
    "limit": 20
  }'
