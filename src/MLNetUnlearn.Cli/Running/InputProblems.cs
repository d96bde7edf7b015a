namespace MLNetUnlearn.Cli.Running;

/// <summary>Gathers what is wrong with a command line and its files, so that all of it is told at once.</summary>
internal sealed class InputProblems
{
    private readonly List<string> _all = [];
    private bool _isUsage;

    /// <summary>Adds problems of what was asked for.</summary>
    public InputProblems Usage(IEnumerable<string> problems)
    {
        var before = _all.Count;
        _all.AddRange(problems);
        _isUsage |= _all.Count > before;
        return this;
    }

    /// <summary>Adds problems of files.</summary>
    public InputProblems Data(IEnumerable<string> problems)
    {
        _all.AddRange(problems);
        return this;
    }

    /// <exception cref="UsageException">There are problems, some of them of usage.</exception>
    /// <exception cref="DataException">There are problems, all of them of files.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
            throw _isUsage ? new UsageException([.. _all]) : (Exception)new DataException([.. _all]);
    }
}
