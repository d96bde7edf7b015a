namespace NextItem.WebApi.Forgetting;

/// <summary>A line of the journal: a request, or that some are done.</summary>
internal sealed record JournalLine
{
    public Request? Asked { get; init; }

    public Done? Done { get; init; }
}

/// <summary>From here on, the model of the report's version is the one that serves.</summary>
/// <param name="Ids">The requests that are done.</param>
/// <param name="Report">How.</param>
internal sealed record Done(string[] Ids, RunReport Report);
