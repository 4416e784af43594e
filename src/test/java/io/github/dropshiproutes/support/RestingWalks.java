package io.github.dropshiproutes.support;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test class the stages of every walk stand still; the next class that takes one has it run again. */
public class RestingWalks implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        Walk.rest();
    }
}
