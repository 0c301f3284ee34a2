"""Uses a store as its official client for Python does, and prints what came of it as one line of JSON. Argument: the store as JSON."""

import json
import sys
import urllib.request
from urllib.error import HTTPError

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

store = json.loads(sys.argv[1])


def client(secret=store['secretAccessKey'], region=store['region']):
    return boto3.client('s3', endpoint_url=store['endpoint'], region_name=region,
                        aws_access_key_id=store['accessKeyId'], aws_secret_access_key=secret,
                        config=Config(signature_version='s3v4', s3={'addressing_style': 'path'}, retries={'max_attempts': 1}))


def code(work):
    try:
        work()
        return 'fine'
    except ClientError as error:
        return error.response['Error']['Code']
    except HTTPError as error:
        return str(error.code)


def send(url, body, method='PUT'):
    return urllib.request.urlopen(urllib.request.Request(url, data=body, method=method, headers={'Content-Type': ''}))


s3, bucket = client(), store['bucket']
body = bytes(range(256)) * 40
said = {}

s3.put_object(Bucket=bucket, Key='a/b c+\u00e9', Body=body)
said['get'] = s3.get_object(Bucket=bucket, Key='a/b c+\u00e9')['Body'].read() == body
said['head'] = s3.head_object(Bucket=bucket, Key='a/b c+\u00e9')['ContentLength']

url = s3.generate_presigned_url('put_object', Params={'Bucket': bucket, 'Key': 'signed'}, ExpiresIn=60)
said['presigned'] = send(url, body).status
said['changed'] = code(lambda: send(url.replace('signed?', 'other?'), body))
said['stored'] = s3.get_object(Bucket=bucket, Key='signed')['Body'].read() == body
said['url'] = url

begun = s3.create_multipart_upload(Bucket=bucket, Key='big')['UploadId']
whole = b'x' * (5 * 2 ** 20)
parts = [{'PartNumber': number, 'ETag': s3.upload_part(Bucket=bucket, Key='big', UploadId=begun, PartNumber=number,
                                                       Body=part)['ETag']} for number, part in ((1, whole), (2, body))]
named = {'Bucket': bucket, 'Key': 'big', 'UploadId': begun}
said['order'] = code(lambda: s3.complete_multipart_upload(**named, MultipartUpload={'Parts': parts[::-1]}))
said['etag'] = s3.complete_multipart_upload(**named, MultipartUpload={'Parts': parts})['ETag']
said['whole'] = s3.get_object(Bucket=bucket, Key='big')['Body'].read() == whole + body
said['gone'] = code(lambda: s3.abort_multipart_upload(**named))

said['secret'] = code(lambda: client(secret='wrong').put_object(Bucket=bucket, Key='k', Body=body))
# The client reads the right region out of the refusal, and signs again.
said['region'] = code(lambda: client(region='us-east-1').put_object(Bucket=bucket, Key='k', Body=body))
said['bucket'] = code(lambda: s3.put_object(Bucket='nobucket', Key='k', Body=body))
said['key'] = code(lambda: s3.get_object(Bucket=bucket, Key='nothing'))
said['post'] = s3.generate_presigned_post(bucket, 'posted', Conditions=[['content-length-range', 0, 100000]], ExpiresIn=60)
print(json.dumps(said))
