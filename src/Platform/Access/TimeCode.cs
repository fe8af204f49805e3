using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Sakimori.Platform.Access;

/// <summary>
/// The six-digit code at sign-in: TOTP (RFC 6238) with HMAC-SHA-1, steps of 30 seconds, one step early or late allowed. A code
/// works once: the step that was used last is kept.
/// </summary>
public sealed class TimeCode(TimeProvider time) : IUserTwoFactorTokenProvider<Account>
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Provider = "[Sakimori]";
    private const string LastStep = "CodeStep";
    private const int SecretBytes = 20;

    /// <summary>A new secret: 160 random bits as 32 characters of Base32 (RFC 4648).</summary>
    public static string NewSecret()
    {
        var text = new StringBuilder(32);
        var bits = new System.Numerics.BigInteger(RandomNumberGenerator.GetBytes(SecretBytes), isUnsigned: true);
        for (var i = 0; i < SecretBytes * 8 / 5; i++, bits >>= 5)
            text.Append(Alphabet[(int)(bits & 31)]);
        return text.ToString();
    }

    /// <summary>The address that an authenticator app reads from the QR code.</summary>
    public static string Address(string secret, string account)
        => $"otpauth://totp/Sakimori:{Uri.EscapeDataString(account)}?secret={secret}&issuer=Sakimori&algorithm=SHA1&digits=6&period=30";

    /// <summary>The code of a secret at a step: Unix time divided by 30, rounded down.</summary>
    public static string At(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 and every authenticator app: HMAC-SHA-1; its collisions do not matter to a MAC.
        HMACSHA1.HashData(Decode(secret), counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step at which the code is right just now, later than <paramref name="after"/>; null when it is wrong.</summary>
    public long? StepOf(string secret, string code, long after = long.MinValue)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        var current = time.GetUtcNow().ToUnixTimeSeconds() / 30;
        long? found = null;
        for (var step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(secret, step)), Encoding.ASCII.GetBytes(digits)) && step > after)
                found ??= step;
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } secret)
            return false;
        var last = await manager.GetAuthenticationTokenAsync(user, Provider, LastStep);
        if (StepOf(secret, token, last is null ? long.MinValue : long.Parse(last, CultureInfo.InvariantCulture)) is not { } step)
            return false;
        await manager.SetAuthenticationTokenAsync(user, Provider, LastStep, step.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The app makes the code, never the portal.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    /// <inheritdoc/>
    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user)
        => await manager.GetAuthenticatorKeyAsync(user) is not null;

    private static byte[] Decode(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        var (bits, count, at) = (0, 0, 0);
        foreach (var letter in secret)
        {
            bits = (bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            count += 5;
            if (count < 8)
                continue;
            count -= 8;
            bytes[at++] = (byte)(bits >> count);
            bits &= (1 << count) - 1;
        }

        return bytes;
    }
}
