using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>
/// Takes requests for a new password and works on them apart from the answer, so that neither its content nor its time tells
/// whether an address has an account. What waits when the server stops is lost; its owner asks again.
/// </summary>
internal sealed partial class RecoveryDesk(Recovery recovery, PortalAddress address, ILogger<RecoveryDesk> logger) : BackgroundService
{
    private readonly Channel<string> asked = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes a request and returns at once.</summary>
    public void Ask(string email) => asked.Writer.TryWrite(email);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await recovery.SendAsync(email, token => address.Of($"{RecoverPassword.Path}/{token}"), stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A request for a new password could not be worked on.")]
    private partial void LogFailed(Exception error);
}
