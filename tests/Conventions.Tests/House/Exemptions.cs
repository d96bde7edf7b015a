namespace MLNetUnlearn.Conventions.House;

/// <summary>What a rule does not hold for, each with the reason; one that is no longer needed is a problem too.</summary>
internal sealed class Exemptions(params (string Name, string Reason)[] exempt)
{
    /// <summary>Fails unless the rule is broken by the exempt alone, and by all of them.</summary>
    /// <param name="broken">Who breaks the rule.</param>
    /// <param name="known">Whether an exempt name can be met in this build at all.</param>
    public void Check(IEnumerable<string> broken, Func<string, bool>? known = null)
    {
        var all = broken.Distinct().ToHashSet();
        Problems.None(all.Where(name => !exempt.Any(exception => exception.Name == name))
            .Concat(exempt.Where(exception => !all.Contains(exception.Name) && known?.Invoke(exception.Name) != false)
                .Select(exception => $"{exception.Name} is exempt ({exception.Reason}) but keeps the rule")));
    }
}
