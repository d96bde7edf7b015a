using System.CommandLine;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>Which columns of a log of one's own are the user, the item and the time.</summary>
internal sealed class ColumnOptions
{
    private readonly Option<string?> _user = Column("--user", "user, userid or user_id");
    private readonly Option<string?> _item = Column("--item", "item, itemid or item_id");
    private readonly Option<string?> _time = Column("--timestamp", "timestamp or time, if there is one");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _user, _item, _time })
            command.Options.Add(option);
    }

    /// <summary>What a project keeps of where its log comes from.</summary>
    public ProjectSource SourceOf(Run run, string name) => new(name, run.Get(_user), run.Get(_item));

    /// <summary>Reads the log.</summary>
    /// <exception cref="DataException">It cannot be read as the columns say.</exception>
    public InteractionLog Read(Run run, string path, bool skipsBadLines)
    {
        var options = new InteractionFileOptions
        {
            UserColumnName = run.Get(_user), ItemColumnName = run.Get(_item), TimestampColumnName = run.Get(_time),
            SkipBadLines = skipsBadLines,
        };
        try
        {
            return InteractionFile.Read(path, options);
        }
        catch (InvalidOperationException exception) when (options is { UserColumnName: null, ItemColumnName: null })
        {
            throw new DataException(
                [exception.Message, "If its header has other names, give them: --user NAME --item NAME --timestamp NAME."], exception);
        }
    }

    private static Option<string?> Column(string name, string known) =>
        new(name) { Description = $"The header's name of this column. Default: {known}." };
}
