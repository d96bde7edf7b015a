using System.Buffers;
using System.Text;

namespace Microsoft.ML.Data;

// Cuts one line into fields from left to right.
internal sealed class FieldScanner(TextLoader.Options options)
{
    // Longer numbers before a colon are no index.
    private const int MaximumIndexLength = 9;

    private readonly SearchValues<char> _separators = SearchValues.Create(options.Separators);
    private readonly bool _spaceSeparates = options.Separators.Contains(' ');
    private readonly StringBuilder _unquoted = new();
    private ReadOnlyMemory<char> _line;
    private int _position;

    public ReadOnlyMemory<char> Text { get; private set; }

    // The index that a sparse field names, or -1.
    public int Index { get; private set; }

    public bool IsBadlyQuoted { get; private set; }

    public void Start(ReadOnlyMemory<char> line)
    {
        _line = line;
        _position = 0;
    }

    // Reads a field; false if it is the last one.
    public bool Next()
    {
        var line = _line.Span;
        Text = default;
        Index = -1;
        IsBadlyQuoted = false;
        SkipSpaces(line);
        if (options.AllowSparse)
            ReadIndex(line);
        if (_position >= line.Length)
            return false;
        if (options.AllowQuoting && line[_position] == '"')
            ReadQuoted(line);
        else
            ReadPlain(line);
        return _position++ < line.Length;
    }

    private void SkipSpaces(ReadOnlySpan<char> line)
    {
        while (!_spaceSeparates && _position < line.Length && line[_position] == ' ')
            _position++;
    }

    private void ReadIndex(ReadOnlySpan<char> line)
    {
        var digits = line[_position..].IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MaximumIndexLength || line[_position + digits] != ':')
            return;
        Index = int.Parse(line.Slice(_position, digits), System.Globalization.CultureInfo.InvariantCulture);
        _position += digits + 1;
        SkipSpaces(line);
    }

    private void ReadPlain(ReadOnlySpan<char> line)
    {
        var length = line[_position..].IndexOfAny(_separators);
        if (length < 0)
            length = line.Length - _position;
        Text = _line.Slice(_position, length);
        _position += length;
    }

    private void ReadQuoted(ReadOnlySpan<char> line)
    {
        _unquoted.Clear();
        for (_position++; ; _position++)
        {
            var length = line[_position..].IndexOf('"');
            if (length < 0)
            {
                IsBadlyQuoted = true;
                _position = line.Length;
                break;
            }
            _unquoted.Append(line.Slice(_position, length));
            _position += length + 1;
            if (_position >= line.Length || line[_position] != '"')
                break;
            _unquoted.Append('"');
        }

        // Behind the closing quote only spaces may follow.
        for (; _position < line.Length && !_separators.Contains(line[_position]); _position++)
            IsBadlyQuoted |= line[_position] != ' ';
        if (!IsBadlyQuoted)
            Text = _unquoted.ToString().AsMemory();
    }
}
