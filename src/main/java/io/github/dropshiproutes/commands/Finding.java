package io.github.dropshiproutes.commands;

/**
 * Something a person has to put right.
 *
 * @param where   the file, or the part of the set-up
 * @param message what is wrong; never a secret
 * @param remedy  what to do about it
 */
record Finding(String where, String message, String remedy) {

    /** One line, whatever the parts hold. */
    @Override
    public String toString() {
        return (where + ": " + message + " – " + remedy).replaceAll("\\s*\\R\\s*", " ");
    }
}
