using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Outbound;

/// <summary>
/// The only way out: calls whose address somebody has entered must not reach into the house. The name is looked up by the connection itself,
/// which goes to an address that was judged and to no other; so does each redirect. Answers are limited in size, time and hops, never unpacked,
/// and no cookie, proxy or credential of this machine is used.
/// </summary>
public sealed class OutboundClient : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private readonly OutboundSettings settings;
    private readonly TimeProvider time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> lookUp;
    private readonly HttpMessageInvoker http;

    /// <summary>Calls by these settings.</summary>
    public OutboundClient(OutboundSettings settings, TimeProvider time)
        : this(settings, time, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>The same with another book of names.</summary>
    internal OutboundClient(OutboundSettings settings, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
    {
        (this.settings, this.time, this.lookUp) = (settings, time, lookUp);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectTimeout = settings.MostTime,
            ConnectCallback = ConnectAsync,
        };
        if (settings.AuthorityFile is { } file)
            handler.SslOptions.RemoteCertificateValidationCallback = OwnAuthorities.Judge(file);
#pragma warning disable RS0030 // This is the guarded client.
        http = new(handler);
#pragma warning restore RS0030
    }

    /// <summary>
    /// Calls and reads the whole answer, whatever its status. Fails as invalid when the address may not be called, as a limit when the answer is
    /// too large or redirected too often, as unavailable when nothing answers in time. A failure does not tell whether a name stands for something inside.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<OutboundAnswer>> SendAsync(OutboundCall call, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(settings.MostTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var outcome = await SendAsync(call, limit, either.Token, cancel);
        Meters.OutboundCalls.Add(1, new KeyValuePair<string, object?>("end", outcome.Failure is { } failure ? $"{failure.Kind}" : $"{outcome.Value.Status / 100}xx"));
        return outcome;
    }

    /// <summary>The failure of an address that may never be called, whatever its name stands for; null when it may be tried.</summary>
    public static Failure? Judge(Uri url)
        => url.IsAbsoluteUri && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 && url.IdnHost.Length > 0 ? null : Refused;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static Failure Refused { get; } = new(FailureKind.Invalid, new(
        "この宛先は呼び出せません。https:// で始まり、公開のアドレスに解決できる宛先を指定してください。内部のネットワークを呼び出すには、設定 outbound-networks に加えます。",
        "This address may not be called. Give one that begins with https:// and whose name stands for a public address; inner networks must be named in the setting outbound-networks."));

    private async Task<Outcome<OutboundAnswer>> SendAsync(OutboundCall call, CancellationTokenSource limit, CancellationToken either, CancellationToken cancel)
    {
        try
        {
            var (url, method, body) = (call.Url, call.Method, call.Body);
            for (var hop = 0; hop <= settings.MostHops; hop++)
            {
                if (Judge(url) is { } refused)
                    return refused;
                using var request = Request(call, url, method, body);
                using var response = await http.SendAsync(request, either);
                if (Next(url, response) is not { } next)
                    return await ReadAsync(response, url, either);
                if (url.Scheme == "https" && next.Scheme != "https")
                    return Refused;
                if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther && method != HttpMethod.Head)
                    (method, body) = (HttpMethod.Get, null);
                url = next;
            }

            return new Failure(FailureKind.Limit, new(
                $"転送が{settings.MostHops}回を超えました。", $"It was redirected more than {settings.MostHops} times."));
        }
        catch (Exception error) when (Cause<OutboundRefusedException>(error) is not null)
        {
            return Refused;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"{settings.MostTime.TotalSeconds:0.#}秒以内に応答が終わりませんでした。", $"There was no whole answer within {settings.MostTime.TotalSeconds:0.#} seconds."));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Cause<AuthenticationException>(error) is not null
                ? new Failure(FailureKind.Unavailable, new("宛先の証明書を確かめられません。", "The certificate there cannot be verified."))
                : new Failure(FailureKind.Unavailable, new("宛先に接続できないか、応答が途中で切れました。", "It cannot be reached, or its answer broke off."));
        }
    }

    private static HttpRequestMessage Request(OutboundCall call, Uri url, HttpMethod method, byte[]? body)
    {
        var request = new HttpRequestMessage(method, url) { Version = HttpVersion.Version11 };
        request.Headers.TryAddWithoutValidation("User-Agent", "Sakimori");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        }

        // What is meant for one host is no other's to read.
        if (Uri.Compare(url, call.Url, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            foreach (var (name, value) in call.Headers)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static Uri? Next(Uri url, HttpResponseMessage response)
        => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && response.Headers.Location is { } location ? new Uri(url, location) : null;

    private async Task<Outcome<OutboundAnswer>> ReadAsync(HttpResponseMessage response, Uri url, CancellationToken cancel)
    {
        var tooLarge = new Failure(FailureKind.Limit, new(
            $"応答が{settings.MostBytes:#,0}バイトを超えています。", $"The answer is longer than {settings.MostBytes:#,0} bytes."));
        if (response.Content.Headers.ContentLength > settings.MostBytes)
            return tooLarge;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var read = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, cancel) is var count and > 0)
        {
            if (read.Length + count > settings.MostBytes)
                return tooLarge;
            read.Write(buffer, 0, count);
        }

        return new OutboundAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, read.ToArray(), url);
    }

    // Looks the name up and connects to what was judged: between the two nobody can change what the name stands for.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, plain) = (context.DnsEndPoint.Host.Trim('[', ']'), context.InitialRequestMessage.RequestUri!.Scheme == "http");
        var open = Array.FindAll(await FindAsync(host, cancel), address => MayCall(address, plain));
        if (open.Length == 0)
            throw new OutboundRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A name that stands for nothing is refused like one that stands for something inside: nobody learns which names there are.
    private async Task<IPAddress[]> FindAsync(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        try
        {
            return await lookUp(host, cancel);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private bool MayCall(IPAddress address, bool plain)
    {
        var reached = OutboundAddresses.Reached(address);
        return settings.Allowed.Any(network => network.Contains(reached)) || (!plain && OutboundAddresses.IsPublic(address));
    }

    private static T? Cause<T>(Exception? error)
        where T : Exception
    {
        while (error is not null and not T)
            error = error.InnerException;
        return error as T;
    }

    private sealed class OutboundRefusedException : IOException;
}
