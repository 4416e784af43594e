curl http://localhost:8000/api/aliexpress/products/1005001234567890
