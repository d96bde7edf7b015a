namespace NextItem.WebApi.Forgetting;

/// <summary>What one run of unlearning did.</summary>
/// <param name="Version">The version of the model that came out; the first one is 1.</param>
/// <param name="Method">The method; <see langword="null"/> where the model had been taught none of it, and stands.</param>
/// <param name="Finished">When it was done.</param>
/// <param name="Requests">How many requests it served.</param>
/// <param name="Interactions">How many interactions left the log, held-out ones among them.</param>
/// <param name="Pairs">How many training pairs the model unlearned.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ForgetHit">Hit@10 among 100 random items on the forgotten pairs, 0 to 1, where the method measured it.</param>
/// <param name="ControlHit">The same on pairs that the model never saw: the goal.</param>
internal sealed record RunReport(
    int Version, string? Method, DateTimeOffset Finished, int Requests, int Interactions, int Pairs, double Seconds,
    double? ForgetHit, double? ControlHit);
