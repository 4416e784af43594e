package io.github.dropshiproutes.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.catalog.MissingRateException;
import io.github.dropshiproutes.catalog.Price;
import io.github.dropshiproutes.catalog.Pricing;
import io.github.dropshiproutes.catalog.SupplierProduct;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.shopify.ShopifyCall;
import io.github.dropshiproutes.shopify.ShopifyDocuments;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The steps of one product on its way into the shop; a question or change leaves the variable {@code call}. */
@Component("importSteps")
public class ImportSteps {

    private static final int MOST_PAGES = 10;

    private final ShopifyDocuments documents;
    private final Pricing pricing;
    private final ImportSettings settings;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public ImportSteps(ShopifyDocuments documents, Pricing pricing, ImportSettings settings, OwnErrors ownErrors, ObjectMapper json) {
        this.documents = documents;
        this.pricing = pricing;
        this.settings = settings;
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** Makes the product in the body into {@code draft} and {@code draftJson}, and says under which {@code handle} it will stand. */
    public void keepDraft(Exchange exchange) throws JsonProcessingException {
        SupplierProduct draft = ShopProduct.cleaned(exchange.getMessage().getBody(SupplierProduct.class));
        exchange.setVariable("draft", draft);
        exchange.setVariable("draftJson", json.writeValueAsString(draft));
        if (importing(exchange).handle() == null) {
            exchange.setVariable("handle", product(exchange).handle());
        } else {
            product(exchange);
        }
        exchange.getMessage().setBody(null);
    }

    /** Names the handle of a draft that was kept before. */
    public void nameHandle(Exchange exchange) {
        if (exchange.getVariable("handle") == null) {
            exchange.setVariable("handle", product(exchange).handle());
        }
    }

    /** Asks whether it stands in the shop: by its id where that is known, else by its handle. */
    public void look(Exchange exchange) {
        Importing importing = importing(exchange);
        ObjectNode variables = json.createObjectNode();
        if (importing.shopifyId() != null) {
            variables.putObject("identifier").put("id", importing.shopifyId());
        } else {
            variables.putObject("identifier").put("handle", exchange.getVariable("handle", String.class));
        }
        call(exchange, "import_look", variables);
    }

    /** Leaves {@code shopifyId}, or null when it does not stand there, {@code shopCurrency} and {@code shopLocation}. */
    public void judge(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String id = answer.at("/productByIdentifier/id").asText(null);
        exchange.setVariable("shopifyId", id);
        exchange.setVariable("shopCurrency", answer.at("/shop/currencyCode").asText(null));
        exchange.setVariable("shopLocation", answer.at("/location/id").asText(null));
        String handle = answer.at("/productByIdentifier/handle").asText(null);
        if (handle != null) {
            exchange.setVariable("handle", handle);
        }
        exchange.getMessage().setBody(null);
    }

    /** The call that creates the product, priced in the shop's currency; what cannot be priced or offered is refused here. */
    public void create(Exchange exchange) {
        Importing importing = importing(exchange);
        String currency = exchange.getVariable("shopCurrency", String.class);
        String handle = exchange.getVariable("handle", String.class);
        try {
            ObjectNode input = product(exchange).input(handle, variant -> price(variant, importing, currency),
                    exchange.getVariable("shopLocation", String.class), importing.publish(), settings.mostImages(), settings.tracked());
            ObjectNode variables = json.createObjectNode();
            variables.putObject("identifier").put("handle", handle);
            variables.set("input", input);
            call(exchange, "product_set", variables);
        } catch (ShopProduct.Unfit unfit) {
            throw ownErrors.exception(unfit.code(), unfit.getMessage());
        } catch (MissingRateException missing) {
            throw ownErrors.exception("NO_RATE_TO_SHOP", missing.getMessage());
        }
    }

    private Optional<Price> price(SupplierProduct.Variant variant, Importing importing, String currency) {
        return pricing.price(variant.cost(), variant.currency() == null ? "USD" : variant.currency(), currency, importing.markup());
    }

    /** Keeps the id of the product that the answer in the body names. */
    public void created(Exchange exchange) {
        String id = exchange.getMessage().getBody(JsonNode.class).at("/productSet/product/id").asText(null);
        if (id == null) {
            throw new IllegalStateException("Shopify confirms a product without naming it");
        }
        exchange.setVariable("shopifyId", id);
    }

    /** Begins to ask for the product's variants, page after page: {@code linking} says whether there are more. */
    public void startLinks(Exchange exchange) {
        exchange.setVariable("links", json.createArrayNode());
        exchange.setVariable("linking", true);
        exchange.setVariable("linkPages", 0);
        exchange.setVariable("linksAfter", null);
    }

    public void askVariants(Exchange exchange) {
        call(exchange, "import_variants", json.createObjectNode().put("id", exchange.getVariable("shopifyId", String.class))
                .put("after", exchange.getVariable("linksAfter", String.class)));
    }

    /** Adds the page in the body to {@code links} and leaves {@code linksJson}, which variant is which of the supplier's. */
    public void keepVariants(Exchange exchange) throws JsonProcessingException {
        Map<String, SupplierProduct.Variant> bySku = product(exchange).variantsBySku();
        ArrayNode links = exchange.getVariable("links", ArrayNode.class);
        JsonNode variants = exchange.getMessage().getBody(JsonNode.class).at("/product/variants");
        for (JsonNode node : variants.path("nodes")) {
            SupplierProduct.Variant variant = bySku.get(node.path("sku").asText());
            if (variant != null) {
                boolean byAttr = variant.skuAttr() != null && !variant.skuAttr().isEmpty();
                links.addObject().put("variant_id", node.path("id").asText().replaceFirst(".*/", ""))
                        .put("sku_id", byAttr ? null : variant.skuId()).put("sku_attr", byAttr ? variant.skuAttr() : null);
            }
        }
        int pages = exchange.getVariable("linkPages", Integer.class) + 1;
        exchange.setVariable("linkPages", pages);
        exchange.setVariable("linking", pages < MOST_PAGES && variants.at("/pageInfo/hasNextPage").asBoolean(false));
        exchange.setVariable("linksAfter", variants.at("/pageInfo/endCursor").asText(null));
        exchange.setVariable("linksJson", json.writeValueAsString(links));
        exchange.getMessage().setBody(null);
    }

    /** @return whether a product that was found has fewer variants than were sent: the call may still be at work on it */
    public boolean isIncomplete(Exchange exchange) {
        return importing(exchange).open() && !importing(exchange).settled()
                && exchange.getVariable("links", ArrayNode.class).size() < product(exchange).variantsBySku().size();
    }

    public void askPublications(Exchange exchange) {
        call(exchange, "publications", json.createObjectNode());
    }

    /** Offers the product where the settings say; the body holds the shop's publications. */
    public void publish(Exchange exchange) {
        ObjectNode variables = json.createObjectNode().put("id", exchange.getVariable("shopifyId", String.class));
        ArrayNode input = variables.putArray("input");
        for (JsonNode publication : exchange.getMessage().getBody(JsonNode.class).at("/publications/nodes")) {
            if (settings.publishTo().contains(publication.path("name").asText())) {
                input.addObject().put("publicationId", publication.path("id").asText());
            }
        }
        if (input.isEmpty()) {
            throw ownErrors.exception("NO_PUBLICATION", String.join(", ", settings.publishTo()));
        }
        call(exchange, "publishable_publish", variables);
    }

    private ShopProduct product(Exchange exchange) {
        try {
            return new ShopProduct(importing(exchange).supplier(), exchange.getVariable("draft", SupplierProduct.class));
        } catch (ShopProduct.Unfit unfit) {
            throw ownErrors.exception(unfit.code(), unfit.getMessage());
        }
    }

    private void call(Exchange exchange, String document, ObjectNode variables) {
        exchange.setVariable("call", ShopifyCall.of(importing(exchange).shop(), documents.find(document), variables));
    }

    private static Importing importing(Exchange exchange) {
        return exchange.getVariable("importing", Importing.class);
    }
}
