curl -X POST http://localhost:8000/api/aliexpress/orders/place \
  -H "Content-Type: application/json" \
  -d '{
    "shopify_order_id": "12345",
    "products": [
      {
        "product_id": "1005001234567890",
        "quantity": 1,
        "sku_attr": "14:193#Blue"
      }
    ],
    "shipping_address": {
      "name": "John Doe",
      "address1": "123 Main St",
      "city": "New York",
      "state": "NY",
      "zip": "10001",
      "country": "US",
      "phone": "1234567890"
    }
  }'
