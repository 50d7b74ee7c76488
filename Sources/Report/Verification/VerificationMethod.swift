/// How environments are verified, in plain words for the page's last section.
enum VerificationMethod {
    static let paragraphs = [
        "Every verdict is from an attempt, and none from configuration. For each property two processes are started: one "
            + "outside, which stands for the host and makes something to be reached, and one inside the environment, "
            + "which tries to reach it. What the process inside claims is then looked for outside.",
        "No attempt can harm the host: what is reached was made for it, and where an attempt of the real thing would "
            + "change the host, the kernel is asked in such a way that it shows the right to do it and does nothing.",
        "bare is the control. An attempt that is refused there is refused by the host and not by an environment, and "
            + "says nothing about any.",
        "A mechanism promises some of the properties. A promise is broken when the host was reached all the same.",
    ]
}
