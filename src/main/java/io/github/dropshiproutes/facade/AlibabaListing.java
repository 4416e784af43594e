package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.alibaba.AlibabaCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One page of a list for our caller, put together from as many pages of the supplier's as it takes. The place in the list is
 * counted in the supplier's positions, so that {@code next} goes on where this page ended whatever its length.
 */
public final class AlibabaListing {

    static final int MOST = 500;

    private static final int USUAL = 50;
    private static final int FARTHEST = 100_000_000;
    private static final String BETWEEN = "\n";

    private final String key;
    private final int mostPerPage;
    private final BiFunction<Long, Integer, AlibabaCall> question;
    private final int limit;
    private final List<JsonNode> items = new ArrayList<>();
    private long position;
    private String firstOfLastPage;
    private Long total;
    private int callsLeft;
    private boolean ended;

    /**
     * @param request     with {@code page} and {@code page_size} by the guide, or {@code limit} and {@code after}
     * @param pageName    the guide's name of the page, counted from 0
     * @param key         what is listed: a cursor of another list is refused
     * @param mostPerPage the most the supplier gives in one page
     * @param question    makes the call for a page (from 0) of a size
     */
    AlibabaListing(FacadeRequest request, String pageName, String key, int mostPerPage, BiFunction<Long, Integer, AlibabaCall> question) {
        this.key = key;
        this.mostPerPage = mostPerPage;
        this.question = question;
        Integer page = request.number(pageName, 0, FARTHEST / mostPerPage);
        Integer pageSize = request.number("page_size", 1, mostPerPage);
        Integer wanted = request.number("limit", 1, MOST);
        String after = request.text("after", 1000);
        if ((page != null || pageSize != null) && (wanted != null || after != null)) {
            throw request.mistake(wanted != null ? "limit" : "after", "excludes " + pageName + " and page_size; leave one kind out");
        }
        if (pageSize != null) {
            limit = pageSize;
        } else {
            limit = wanted != null ? wanted : Math.min(USUAL, mostPerPage);
        }
        position = page == null ? 0 : (long) page * limit;
        if (after != null) {
            read(request, after);
        }
        callsLeft = (limit + mostPerPage - 1) / mostPerPage + 1;
    }

    int limit() {
        return limit;
    }

    /** @return true while this page may still grow */
    public boolean isOpen() {
        return !ended && items.size() < limit && callsLeft > 0;
    }

    /** @return the call for the supplier's next page */
    AlibabaCall nextCall() {
        callsLeft--;
        return question.apply(position / size(), size());
    }

    // A page of the caller's own size is one call; beyond the supplier's size, or off its grid, several are cut to fit.
    private int size() {
        return limit <= mostPerPage && position % limit == 0 && items.isEmpty() ? limit : mostPerPage;
    }

    /**
     * @param page       what the supplier answered to {@link #nextCall}
     * @param totalCount how many there are in all, or null where the supplier does not say
     */
    void add(List<JsonNode> page, Long totalCount) {
        int size = size();
        int skipped = (int) (position % size);
        long endOfPage = position - skipped + size;
        total = totalCount == null ? total : totalCount;
        String first = page.isEmpty() ? null : digest(page.get(0).toString());
        // Beyond their end some lists give their last page again.
        if (page.isEmpty() || total == null && skipped == 0 && first.equals(firstOfLastPage)) {
            ended = true;
            return;
        }
        List<JsonNode> fresh = page.subList(Math.min(skipped, page.size()), Math.min(page.size(), skipped + limit - items.size()));
        items.addAll(fresh);
        boolean whole = skipped + fresh.size() >= page.size();
        position = whole ? endOfPage : position + fresh.size();
        firstOfLastPage = first;
        ended = whole && (total != null ? endOfPage >= total : page.size() < size);
    }

    /** @return what was gathered; what is asked about each is written into it */
    public List<JsonNode> getItems() {
        return items;
    }

    Long total() {
        return total;
    }

    /** @return what {@code after} takes to go on, or null at the end */
    String next() {
        if (ended) {
            return null;
        }
        String place = position + BETWEEN + (firstOfLastPage == null ? "" : firstOfLastPage);
        return Base64.getUrlEncoder().withoutPadding().encodeToString((place + BETWEEN + digest(key + BETWEEN + place))
                .getBytes(StandardCharsets.UTF_8));
    }

    private void read(FacadeRequest request, String after) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(BETWEEN, -1);
            if (parts.length == 3 && digest(key + BETWEEN + parts[0] + BETWEEN + parts[1]).equals(parts[2])) {
                position = Long.parseLong(parts[0]);
                firstOfLastPage = parts[1];
                return;
            }
        } catch (IllegalArgumentException notOurs) {
            throw notACursor(request);
        }
        throw notACursor(request);
    }

    private static InvalidRequestException notACursor(FacadeRequest request) {
        return request.mistake("after",
                "is not a cursor of this list; send the \"next\" of the page before, unchanged, with the same filters");
    }

    static String digest(String text) {
        return DigestUtils.sha256Hex(text).substring(0, 16);
    }
}
