using System.Net.Sockets;
using System.Text;

namespace MLNetUnlearn.Benchmarks.Load;

/// <summary>
/// One kept-alive connection that waits for each answer. It knows as much of HTTP/1.1 as the server at the other end speaks, so that on two
/// cores the client takes little from the server.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1 << 16];
    private int _length;

    public static async Task<HttpConnection> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(server.Host, server.Port, cancellationToken);
        return connection;
    }

    /// <summary>The bytes of a request, with a body of JSON or none.</summary>
    public static byte[] Request(Uri server, string method, string path, string? json = null) => Encoding.UTF8.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\n"
        + (json is null ? "" : "Content-Type: application/json\r\n")
        + $"Content-Length: {Encoding.UTF8.GetByteCount(json ?? "")}\r\n\r\n{json}");

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <returns>The status.</returns>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        for (_length = 0; !IsComplete();)
        {
            if (_length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0)
                throw new IOException("The server closed the connection.");
            _length += read;
        }
        return (100 * (_buffer[9] - '0')) + (10 * (_buffer[10] - '0')) + _buffer[11] - '0';
    }

    public void Dispose() => _socket.Dispose();

    private bool IsComplete()
    {
        var all = _buffer.AsSpan(0, _length);
        var end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var headers = Encoding.ASCII.GetString(all[..end]);
        if (headers.Contains("\r\nTransfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
            return all.EndsWith("\r\n0\r\n\r\n"u8);
        const string Length = "\r\nContent-Length: ";
        var place = headers.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (place < 0)
            return true; // no body
        var digits = headers.AsSpan(place + Length.Length);
        var line = digits.IndexOf('\r');
        return _length >= end + 4 + int.Parse(line < 0 ? digits : digits[..line], System.Globalization.CultureInfo.InvariantCulture);
    }
}
